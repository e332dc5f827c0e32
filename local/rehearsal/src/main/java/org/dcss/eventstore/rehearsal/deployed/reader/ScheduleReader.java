package org.dcss.eventstore.rehearsal.deployed.reader;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.rehearsal.deployed.DeployedSchedule;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Reads what calls functions again and again. */
final class ScheduleReader {

    private static final String SERVICE = "events.amazonaws.com";

    private final EventBridgeClient events;
    private final FunctionReader functions;

    ScheduleReader(EventBridgeClient events, FunctionReader functions) {
        this.events = events;
        this.functions = functions;
    }

    /**
     * The schedules of a deployment, by name.
     *
     * @throws DeploymentException if one would not work
     */
    List<DeployedSchedule> read(String name) throws DeploymentException {
        List<DeployedSchedule> schedules = new ArrayList<>();
        for (Rule rule :
                events.listRules(request -> request.namePrefix(name + "-")).rules()) {
            for (Target target : events.listTargetsByRule(request -> request.rule(rule.name()))
                    .targets()) {
                schedules.add(schedule(rule, target.arn()));
            }
        }
        return schedules;
    }

    private DeployedSchedule schedule(Rule rule, String function) throws DeploymentException {
        if (rule.state() != RuleState.ENABLED || rule.scheduleExpression() == null) {
            throw new DeploymentException(rule.name() + " is no schedule that is enabled");
        }
        if (!functions.permissions(function).lets(SERVICE, "lambda:InvokeFunction", function, rule.arn())) {
            throw new DeploymentException(rule.name() + " has no permission to invoke " + function);
        }
        return new DeployedSchedule(rule.name(), functions.read(function));
    }
}
