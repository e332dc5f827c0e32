package org.dcss.eventstore.platform.function;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CannedAnswers;
import org.dcss.eventstore.platform.priming.DryRun;
import org.dcss.eventstore.platform.priming.DryRunScript;
import org.dcss.eventstore.platform.priming.Priming;
import org.dcss.eventstore.platform.priming.ScriptTime;

/**
 * Sets a function up by its description, and sees to its priming: before a snapshot a twin of the function answers its
 * {@link DryRunScript} without reaching anybody.
 *
 * @param <P> what the function's handler is made of
 */
public final class Assembly<P> {

    private final Environment environment;
    private final FunctionDescription<P> function;
    private final AwsClients aws;
    private final Clock clock;

    private Assembly(Function<Environment, ? extends FunctionDescription<P>> describe, Host host) {
        this.environment = new Environment(host.variables());
        this.function = describe.apply(environment);
        this.aws = new AwsClients(environment, function::connections, host.services());
        this.clock = host.clock();
    }

    /**
     * Makes a handler's parts, as their host needs them; the log goes to standard output.
     *
     * @param describe reads what the function needs from its environment
     * @throws IllegalArgumentException if a variable is missing or wrong; names it
     */
    public static <P> P start(Function<Environment, ? extends FunctionDescription<P>> describe, Host host) {
        Assembly<P> assembly = new Assembly<>(describe, host);
        Platform platform = assembly.platform(host.clock(), System.out);
        return assembly.start(host.metrics().map(platform::measuringInto).orElse(platform));
    }

    /** Makes a function's dry run alone. */
    public static <P> Priming.Step dryRun(
            Function<Environment, ? extends FunctionDescription<P>> describe,
            Map<String, String> variables,
            Clock clock) {
        return new Assembly<>(describe, Host.lambda(variables, clock)).dryRun();
    }

    private P start(Platform platform) {
        P parts = function.parts(platform, aws);
        Priming.with(this::dryRun, function.connects(parts, aws), platform.log());
        return parts;
    }

    private Priming.Step dryRun() {
        try {
            DryRunScript script = DryRunScript.beside(function.getClass());
            ScriptTime time = new ScriptTime(script.now(), clock);
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            AwsClients dry = aws.answeredBy(new CannedAnswers(script.aws()));
            // A script's requests do not come by the edge.
            P parts = function.dryParts(platform(time.clock(), nowhere).takingAllRequests(), dry);
            return new DryRun(script, function.handler(parts), function.timeout(), time, dry::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Platform platform(Clock time, PrintStream out) {
        return Platform.of(environment, time, out);
    }
}
