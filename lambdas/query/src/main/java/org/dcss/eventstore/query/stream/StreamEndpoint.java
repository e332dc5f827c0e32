package org.dcss.eventstore.query.stream;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.answer.JsonText;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;
import org.dcss.eventstore.query.request.StreamQuery;

/**
 * {@code GET /streams/{id}}: a stream's versions, strongly consistent, and always the link to those that follow. One read, of at most
 * 1 MB, and one more where there is nothing from that version on.
 */
public final class StreamEndpoint implements Endpoint {

    /** What is appended next must be seen at once: a cache asks each time whether its answer still holds. */
    private static final String OPEN_PAGE = "no-cache";

    private final Optional<StreamTable> table;

    /** @param table empty where no streams are kept */
    public StreamEndpoint(Optional<StreamTable> table) {
        this.table = table;
    }

    @Override
    public Answer answer(APIGatewayV2HTTPEvent request, Instant answerBy) {
        if (table.isEmpty()) {
            return notFound("No streams are kept here.");
        }
        StreamQuery query = StreamQuery.parse(request.getQueryStringParameters());
        if (query instanceof StreamQuery.Malformed malformed) {
            return Answer.of(Problems.INVALID_PARAMETER.because(malformed.why()).toResponse());
        }
        String id = request.getPathParameters().getOrDefault("id", "");
        return StreamId.isId(id)
                ? answer(table.get(), new StreamId(id), (StreamQuery.Of) query, Reading.of(request))
                : notFound("A stream is named by 1 to 128 of A-Z, a-z, 0-9 and ._:=+- here.");
    }

    private static Answer answer(StreamTable table, StreamId stream, StreamQuery.Of query, Reading reading) {
        List<StoredVersion> read = known(table.read(stream, query.from(), query.limit()));
        if (read.isEmpty() && (query.from() == 1 || known(table.last(stream)).isEmpty())) {
            return notFound("There is no such stream; POST /streams/{id} begins one.");
        }
        long next = query.from() + read.size();
        boolean isFull = read.size() == query.limit();
        String link = "from=" + next + (query.limit() == StreamQuery.MAX_LIMIT ? "" : "&limit=" + query.limit());
        return JsonText.answer(
                StreamJson.of(read),
                reading,
                isFull ? Caching.OVER : OPEN_PAGE,
                Map.of("Link", reading.linkToNext(link)));
    }

    private static <T> T known(Reply<T> reply) {
        return reply.known()
                .orElseThrow(() -> new ReadFailedException(
                        "no answer from the table of streams: " + reply, new IllegalStateException()));
    }

    private static Answer notFound(String why) {
        return Answer.of(ProblemType.NOT_FOUND.because(why).toResponse());
    }
}
