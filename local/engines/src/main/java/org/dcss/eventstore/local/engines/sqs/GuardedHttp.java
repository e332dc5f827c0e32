package org.dcss.eventstore.local.engines.sqs;

import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.scaladsl.ConnectionContext;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.http.scaladsl.Http$;
import org.apache.pekko.http.scaladsl.HttpExt;
import org.apache.pekko.http.scaladsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Merge;
import org.apache.pekko.stream.javadsl.Partition;
import org.apache.pekko.stream.scaladsl.Flow;
import org.dcss.eventstore.local.engines.access.PortGuard;
import scala.concurrent.Future;

/** The HTTP server that ElasticMQ finds in its actor system, with a guard before all that ElasticMQ binds to a port. */
final class GuardedHttp extends HttpExt {

    private final PortGuard guard;

    private GuardedHttp(ExtendedActorSystem actors, PortGuard guard) {
        super(actors.settings().config().getConfig("pekko.http"), actors);
        this.guard = guard;
    }

    /** Before ElasticMQ asks for the server: it offers no place to put a guard, so this takes the server's own place. */
    @SuppressWarnings("unchecked")
    static void install(ActorSystem actors, PortGuard guard) {
        try {
            var extensions = actors.getClass().getDeclaredField("extensions");
            extensions.setAccessible(true);
            ((Map<Object, Object>) extensions.get(actors))
                    .put(Http$.MODULE$, new GuardedHttp((ExtendedActorSystem) actors, guard));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the Pekko this was written for", e);
        }
    }

    @Override
    public Future<Http.ServerBinding> bindAndHandleImpl(
            Flow<HttpRequest, HttpResponse, Object> handler,
            String host,
            int port,
            ConnectionContext context,
            ServerSettings settings,
            LoggingAdapter log,
            Materializer materializer) {
        return super.bindAndHandleImpl(
                guarded(handler, materializer), host, port, context, settings, log, materializer);
    }

    /** A connection has one request under way at most, so that no answer overtakes another. */
    private Flow<HttpRequest, HttpResponse, Object> guarded(
            Flow<HttpRequest, HttpResponse, Object> handler, Materializer materializer) {
        var guarded = GraphDSL.create(graph -> {
            var door = graph.add(Partition.create(
                    HttpRequest.class, 2, request -> refusal(request).isEmpty() ? 0 : 1));
            var answers = graph.add(Merge.<HttpResponse>create(2));
            graph.from(door.out(0)).via(graph.add(handler.asJava())).toInlet(answers.in(0));
            graph.from(door.out(1))
                    .via(graph.add(org.apache.pekko.stream.javadsl.Flow.of(HttpRequest.class)
                            .map(request -> refuse(request, materializer))))
                    .toInlet(answers.in(1));
            return new FlowShape<>(door.in(), answers.out());
        });
        return org.apache.pekko.stream.javadsl.Flow.fromGraph(guarded)
                .mapMaterializedValue(none -> (Object) none)
                .asScala();
    }

    private Optional<String> refusal(HttpRequest request) {
        return guard.refusal(
                name -> request.getHeader(name).map(org.apache.pekko.http.javadsl.model.HttpHeader::value));
    }

    private HttpResponse refuse(HttpRequest request, Materializer materializer) {
        request.discardEntityBytes(materializer);
        return (HttpResponse) org.apache.pekko.http.javadsl.model.HttpResponse.create()
                .withStatus(StatusCodes.FORBIDDEN)
                .withEntity(refusal(request).orElseThrow());
    }
}
