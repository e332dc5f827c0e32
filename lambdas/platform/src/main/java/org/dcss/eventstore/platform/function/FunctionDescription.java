package org.dcss.eventstore.platform.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.List;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.priming.DryRunScript;
import org.dcss.eventstore.platform.priming.Priming;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * What is particular to one function; the rest is {@link Assembly}'s. It is made once from the function's environment, and
 * holds its configuration and what the function shares with its dry twin: threads, and what takes long to load. Beside its
 * class lies the twin's {@link DryRunScript}.
 *
 * @param <P> what the function's handler is made of
 */
public interface FunctionDescription<P> {

    /** How long Lambda lets it work on one invocation. */
    default Duration timeout() {
        return Duration.ofSeconds(30);
    }

    /** Makes the HTTP client for all calls to AWS; asked once at the start, and once before each snapshot. */
    SdkHttpClient connections();

    /** Makes the handler's parts over these AWS clients. */
    P parts(Platform platform, AwsClients aws);

    /** Makes the parts of the dry twin, whose AWS clients reach nobody, and whose platform prints nothing. */
    default P dryParts(Platform platform, AwsClients aws) {
        return parts(platform, aws);
    }

    RequestStreamHandler handler(P parts);

    /** Steps of which each opens a connection to one service that requests need; all of them must end by themselves. */
    List<Priming.Step> connects(P parts, AwsClients aws);
}
