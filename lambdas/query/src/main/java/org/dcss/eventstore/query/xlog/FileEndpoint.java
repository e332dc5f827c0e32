package org.dcss.eventstore.query.xlog;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.core.xlog.XlogFile;
import org.dcss.eventstore.core.xlog.XlogText;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;

/**
 * {@code GET /xlog/{src}/{file}}: a file as far as its view has come.
 *
 * <p>An answer never holds more than {@link Stretch#MAX_LENGTH}. One that would is cut at a line's end, and is as it were
 * of a file that ends there and is still growing: its entity tag has that length, and it names no date.
 */
final class FileEndpoint {

    /** What a cache in between kept would be a beginning of what is there now. */
    private static final String CACHING = "no-store";

    private final ViewTable table;
    private final Xlog view;

    FileEndpoint(ViewTable table, Xlog view) {
        this.table = table;
        this.view = view;
    }

    /**
     * Answers a GET or HEAD.
     *
     * @throws org.dcss.eventstore.core.view.ViewConflictException if bytes are missing from the view
     */
    Answer answer(XlogFile file, FileRequest request) {
        // Before the file: what the view is complete through is in the file that is read after it.
        Slot completeThrough = view.completeThrough(table);
        return XlogText.listed(table, file)
                .map(found ->
                        new FileState(new FileTag(found.generation(), found.length()), found.last(), completeThrough))
                .map(state -> Answer.of(response(file, state, request)))
                .orElseGet(() -> Answer.of(ProblemType.NOT_FOUND
                        .because("There is no such file. GET /xlog/ lists all files.")
                        .toResponse()));
    }

    private APIGatewayV2HTTPResponse response(XlogFile file, FileState state, FileRequest request) {
        long length = state.tag().length();
        Map<String, String> headers = headers(state);
        if (state.isKnownTo(request)) {
            return HttpApi.response(304, headers, "");
        }
        headers.put("Content-Type", "text/plain; charset=utf-8");
        if (request.head()) {
            headers.put("Content-Length", Long.toString(length));
            return HttpApi.response(200, headers, "");
        }
        Optional<ByteRange> range =
                request.range().filter(any -> request.ifRange().isEmpty() || state.continues(request.ifRange()));
        Optional<Stretch> wanted =
                range.map(some -> some.of(length)).orElseGet(() -> Optional.of(Stretch.whole(length)));
        if (wanted.isEmpty()) {
            // Without a body: an old curl -C - appends it to the file.
            headers.put("Content-Range", "bytes */" + length);
            return HttpApi.response(416, headers, "");
        }
        return content(file, state, wanted.get(), range.isPresent(), headers);
    }

    private APIGatewayV2HTTPResponse content(
            XlogFile file, FileState state, Stretch wanted, boolean partial, Map<String, String> headers) {
        Stretch bounded = wanted.bounded();
        byte[] bytes = XlogText.bytes(table, file, bounded.from(), bounded.to());
        Stretch sent = bounded.equals(wanted) ? wanted : bounded.untilLineEnd(bytes);
        if (!sent.equals(wanted)) {
            headers.put("ETag", new FileTag(state.tag().generation(), sent.to()).value());
            headers.remove("Last-Modified");
        }
        if (partial) {
            headers.put("Content-Range", sent.contentRange(state.tag().length()));
        }
        byte[] body = sent.length() == bytes.length ? bytes : Arrays.copyOf(bytes, (int) sent.length());
        APIGatewayV2HTTPResponse response = HttpApi.response(
                partial ? 206 : 200, headers, Base64.getEncoder().encodeToString(body));
        response.setIsBase64Encoded(true);
        return response;
    }

    private static Map<String, String> headers(FileState state) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", CACHING);
        headers.put("Complete-Through", Long.toString(state.completeThrough().millis()));
        headers.put("ETag", state.tag().value());
        headers.put("Last-Modified", HttpDate.of(state.lastModified()));
        return headers;
    }
}
