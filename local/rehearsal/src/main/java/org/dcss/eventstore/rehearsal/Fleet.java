package org.dcss.eventstore.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.runtime.AliasedFunction;
import org.dcss.eventstore.local.runtime.Credentials;
import org.dcss.eventstore.local.runtime.FunctionSettings;
import org.dcss.eventstore.local.runtime.RuntimeFunction;
import org.dcss.eventstore.local.runtime.Surroundings;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.Deployment;

/** A deployment's functions, each at the version that its alias leads to, and with its role's policies. */
final class Fleet implements AutoCloseable {

    private final RehearsalOptions options;
    private final Clock clock;
    private final Map<String, DeployedFunction> callers;
    private final URI endpoint;
    private final Map<String, AliasedFunction> functions = new HashMap<>();
    private final Map<String, FunctionSettings> live = new HashMap<>();

    /**
     * A fleet of no functions yet.
     *
     * @param callers is kept: functions by the access keys that they sign with
     * @param endpoint what they find in the place of AWS
     */
    Fleet(RehearsalOptions options, Clock clock, Map<String, DeployedFunction> callers, URI endpoint) {
        this.options = options;
        this.clock = clock;
        this.callers = callers;
        this.endpoint = endpoint;
    }

    /**
     * Moves each function to the version that is live now; new ones start with their first call.
     *
     * @throws IOException if one cannot be unpacked
     */
    void follow(Deployment deployment, Changes changes) throws IOException {
        for (DeployedFunction function : deployment.functions()) {
            // A role's policies hold for all versions that have it, at once.
            callers.replaceAll((key, caller) -> caller.role().equals(function.role())
                    ? new DeployedFunction(caller.settings(), caller.role(), function.mayDo())
                    : caller);
            if (!function.settings().equals(live.get(function.settings().arn()))) {
                move(function, changes);
            }
        }
    }

    private void move(DeployedFunction function, Changes changes) throws IOException {
        FunctionSettings settings = function.settings();
        Credentials credentials = Credentials.random();
        callers.put(credentials.accessKeyId(), function);
        RuntimeFunction version = RuntimeFunction.deploy(
                settings,
                new Surroundings(
                        Arn.parse(settings.arn()).region(),
                        credentials,
                        Map.of("AWS_ENDPOINT_URL", endpoint.toString())),
                options.folder().resolve(settings.version()),
                options.maxInstances(),
                clock);
        AliasedFunction known = functions.get(settings.arn());
        if (known == null) {
            functions.put(settings.arn(), new AliasedFunction(version));
        } else {
            changes.tell(settings.name() + " live at " + settings.version());
            known.move(version);
        }
        live.put(settings.arn(), settings);
    }

    /** What answers in the name of a function that is deployed. */
    LambdaFunction get(DeployedFunction function) {
        return Objects.requireNonNull(functions.get(function.settings().arn()));
    }

    @Override
    public void close() {
        functions.values().forEach(AliasedFunction::close);
    }
}
