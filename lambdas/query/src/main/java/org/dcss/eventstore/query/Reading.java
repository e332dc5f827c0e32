package org.dcss.eventstore.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Filter;

/**
 * What of a request, beside its parameters, an answer depends on.
 *
 * @param address where the client sees what it asked for, without the query
 * @param gzip whether to compress the answer
 * @param ifNoneMatch the entity tags of what the client has already; may be empty
 */
record Reading(String address, boolean gzip, String ifNoneMatch) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]+");

    static Reading of(APIGatewayV2HTTPEvent request) {
        Map<String, String> headers = request.getHeaders();
        return new Reading(
                origin(request) + request.getRawPath(),
                AcceptEncoding.prefersGzip(headers.getOrDefault("accept-encoding", "")),
                headers.getOrDefault("if-none-match", ""));
    }

    /** Empty where the host is not known, which leaves a relative address. */
    private static String origin(APIGatewayV2HTTPEvent request) {
        String scheme = "http".equals(request.getHeaders().get("x-forwarded-proto")) ? "http" : "https";
        return Optional.ofNullable(request.getRequestContext().getDomainName())
                .filter(host -> HOST.matcher(host).matches())
                .map(host -> scheme + "://" + host)
                .orElse("");
    }

    /** The header that names the next page. */
    String linkToNext(Map<String, String> parameters, Filter filter) {
        StringBuilder link = new StringBuilder("<").append(address).append('?');
        link.append(parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&")));
        filter.src().ifPresent(src -> link.append("&src=").append(encode(src.name())));
        filter.type().ifPresent(type -> link.append("&type=").append(encode(type.name())));
        return link.append(">; rel=\"next\"").toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
