package org.dcss.eventstore.query.request;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a request, beside its parameters, an answer depends on.
 *
 * @param path what was asked for, without the query
 * @param gzip whether to compress the answer
 * @param ifNoneMatch the entity tags of what the client has already; may be empty
 */
public record Reading(String path, boolean gzip, String ifNoneMatch) {

    public static Reading of(APIGatewayV2HTTPEvent request) {
        Map<String, String> headers = request.getHeaders();
        return new Reading(
                request.getRawPath(),
                AcceptEncoding.prefersGzip(headers.getOrDefault("accept-encoding", "")),
                headers.getOrDefault("if-none-match", ""));
    }

    /** The header that names the next page; relative, so that it holds behind a cache, and where no host is known. */
    public String linkToNext(Map<String, String> parameters, Selection selection) {
        return Stream.concat(parameters.entrySet().stream(), selection.parameters().entrySet().stream())
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", "<" + path + "?", ">; rel=\"next\""));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
