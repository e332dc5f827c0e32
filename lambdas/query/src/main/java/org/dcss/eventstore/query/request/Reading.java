package org.dcss.eventstore.query.request;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcss.eventstore.query.format.Format;

/**
 * What of a request, beside its parameters, an answer depends on.
 *
 * @param path what was asked for, without the query
 * @param format what to write events in
 * @param gzip whether to compress the answer
 * @param ifNoneMatch the entity tags of what the client has already; may be empty
 */
public record Reading(String path, Format format, boolean gzip, String ifNoneMatch) {

    /** Of what is answered as JSON, whatever the client says that it takes. */
    public static Reading of(APIGatewayV2HTTPEvent request) {
        return in(Format.JSON, request);
    }

    /** Of what is answered in one of these forms; empty if the client takes none of them. */
    public static Optional<Reading> of(APIGatewayV2HTTPEvent request, List<Format> served) {
        return Format.negotiated(request.getHeaders().getOrDefault("accept", ""), served)
                .map(format -> in(format, request));
    }

    private static Reading in(Format format, APIGatewayV2HTTPEvent request) {
        Map<String, String> headers = request.getHeaders();
        return new Reading(
                request.getRawPath(),
                format,
                AcceptEncoding.prefersGzip(headers.getOrDefault("accept-encoding", "")),
                headers.getOrDefault("if-none-match", ""));
    }

    /** The header that names the next page, with these parameters and those of the selection. */
    public String linkToNext(Map<String, String> parameters, Selection selection) {
        return linkToNext(Stream.concat(parameters.entrySet().stream(), selection.parameters().entrySet().stream())
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&")));
    }

    /**
     * The header that names the next page. It is relative to the last segment of what was asked for, so that it holds behind
     * a cache, where no host is known, and behind a proxy that serves the store under a path of its own. A query alone would
     * do by RFC 3986, but {@code java.net.URI} goes by an older one, in which that means another path.
     *
     * @param query encoded
     */
    public String linkToNext(String query) {
        String segment = path.substring(path.lastIndexOf('/') + 1);
        // A colon in it would make a scheme of what stands before.
        boolean needsDot = segment.isEmpty() || segment.indexOf(':') >= 0;
        return "<" + (needsDot ? "./" : "") + segment + "?" + query + ">; rel=\"next\"";
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
