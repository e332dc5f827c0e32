package org.dcss.eventstore.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.dcss.eventstore.platform.telemetry.Log;

/**
 * A function behind the gateway: what passes by the edge is refused, and whatever goes wrong unexpectedly is answered with a
 * 500 that says nothing of it.
 */
public abstract class HttpHandler implements RequestStreamHandler {

    private final Log log;
    private final EdgeGate gate;

    protected HttpHandler(Log log, EdgeGate gate) {
        this.log = log;
        this.gate = gate;
    }

    protected abstract APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        HttpApi.write(answerOrProblem(input, context), output);
    }

    private APIGatewayV2HTTPResponse answerOrProblem(InputStream input, Context context) {
        try {
            APIGatewayV2HTTPEvent request = HttpApi.read(input);
            return gate.refusal(request.getHeaders())
                    .map(Problem::toResponse)
                    .orElseGet(() -> answer(request, context));
        } catch (IOException | RuntimeException e) {
            log.error("unexpected-failure", context.getAwsRequestId()).with(e).write();
            return ProblemType.INTERNAL_ERROR
                    .because("Something went wrong on our side. Trying again later may help; request "
                            + context.getAwsRequestId() + ".")
                    .toResponse();
        }
    }
}
