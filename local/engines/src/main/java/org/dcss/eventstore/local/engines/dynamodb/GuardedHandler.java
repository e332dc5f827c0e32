package org.dcss.eventstore.local.engines.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A guard before DynamoDB Local's handler. */
final class GuardedHandler extends Handler.Wrapper {

    private final PortGuard guard;

    GuardedHandler(Handler handler, PortGuard guard) {
        super(handler);
        this.guard = guard;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var refusal =
                guard.refusal(name -> Optional.ofNullable(request.getHeaders().get(name)));
        if (refusal.isEmpty()) {
            return super.handle(request, response, callback);
        }
        response.setStatus(HttpStatus.FORBIDDEN_403);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.write(true, StandardCharsets.UTF_8.encode(refusal.get()), callback);
        return true;
    }
}
