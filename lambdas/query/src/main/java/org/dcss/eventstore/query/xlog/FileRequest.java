package org.dcss.eventstore.query.xlog;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a request wants of a file.
 *
 * @param head whether it asks for the headers alone
 * @param range the part that is wanted, which means nothing to a HEAD; empty for all of it
 * @param ifRange what the client goes on from; empty if it does not say
 * @param ifNoneMatch the entity tags of what the client has; may be empty
 * @param ifModifiedSince the date of what the client has; empty too where there are entity tags, which tell more
 */
record FileRequest(
        boolean head,
        Optional<ByteRange> range,
        String ifRange,
        String ifNoneMatch,
        Optional<Instant> ifModifiedSince) {

    static FileRequest of(APIGatewayV2HTTPEvent request) {
        Map<String, String> headers = request.getHeaders();
        String ifNoneMatch = headers.getOrDefault("if-none-match", "");
        return new FileRequest(
                request.getRouteKey().startsWith("HEAD "),
                ByteRange.parse(headers.getOrDefault("range", "")),
                headers.getOrDefault("if-range", "").strip(),
                ifNoneMatch,
                ifNoneMatch.isEmpty()
                        ? HttpDate.parse(headers.getOrDefault("if-modified-since", ""))
                        : Optional.empty());
    }
}
