package org.dcss.eventstore.local.gateway;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Turns a request into an invocation, and answers itself what no function is asked. */
final class RequestHandler extends Handler.Abstract {

    private final Map<Route, Throttle> routes = new LinkedHashMap<>();
    private final Throttle throttle;
    private final Cors cors;
    private final Clock clock;

    RequestHandler(List<Route> routes, GatewayOptions options, Clock clock) {
        routes.forEach(route -> this.routes.put(route, new Throttle(route.limits(), clock)));
        this.throttle = new Throttle(options.limits(), clock);
        this.cors = options.cors();
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        cors.answer(request, response.getHeaders());
        if (cors.isPreflight(request)) {
            sendUnasked(GatewayAnswer.NO_CONTENT, request, response, callback);
            return true;
        }
        for (Map.Entry<Route, Throttle> entry : routes.entrySet()) {
            Route route = entry.getKey();
            Optional<Map<String, String>> parameters =
                    route.match(request.getMethod(), request.getHttpURI().getDecodedPath());
            if (parameters.isPresent()) {
                if (throttle.admits() && entry.getValue().admits()) {
                    serve(request, route, parameters.get(), response, callback);
                } else {
                    sendUnasked(GatewayAnswer.TOO_MANY, request, response, callback);
                }
                return true;
            }
        }
        sendUnasked(GatewayAnswer.NOT_FOUND, request, response, callback);
        return true;
    }

    private void serve(
            Request request, Route route, Map<String, String> parameters, Response response, Callback callback) {
        RequestBody.read(
                request,
                body -> send(invoke(request, route, parameters, body), request, response, callback),
                () -> send(GatewayAnswer.TOO_LARGE, request, response, callback),
                callback::failed);
    }

    private GatewayAnswer invoke(Request request, Route route, Map<String, String> parameters, byte[] body) {
        try {
            byte[] event = PayloadFormat.event(request, route, parameters, body, clock.instant());
            if (event.length > LambdaFunction.MAX_PAYLOAD_BYTES) {
                return GatewayAnswer.TOO_LARGE;
            }
            return PayloadFormat.answer(route.function().invoke(event));
        } catch (IOException | FunctionException e) {
            return GatewayAnswer.FAILED;
        } catch (RuntimeException e) {
            return e instanceof HttpException ? GatewayAnswer.BAD : GatewayAnswer.FAILED;
        }
    }

    /** Answers what needs no body, which is read all the same: otherwise its connection could serve no other request. */
    private static void sendUnasked(GatewayAnswer answer, Request request, Response response, Callback callback) {
        RequestBody.discard(request, () -> send(answer, request, response, callback), callback::failed);
    }

    static void send(GatewayAnswer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        Scheduler.Task tooSlow = TimeLimit.forAnswer(answer.body().remaining(), request);
        response.write(true, answer.body().slice(), Callback.from(tooSlow::cancel, callback));
    }
}
