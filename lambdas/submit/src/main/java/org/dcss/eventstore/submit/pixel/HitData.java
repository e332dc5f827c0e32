package org.dcss.eventstore.submit.pixel;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dcss.eventstore.platform.Excerpt;

/**
 * What is kept of a request for the pixel: {@code {"query":{…},"referer":…,"userAgent":…}}, the latter two where they were sent,
 * and {@code "cut":true} where something was left out or shortened. Nothing that tells where it came from.
 */
final class HitData {

    /** In UTF-8; with what the store adds, such as the time, an event stays below 2 KB. */
    static final int MAX_BYTES = 1_792;

    /** In characters, as all that follow. */
    private static final int MAX_REFERER = 512;

    private static final int MAX_USER_AGENT = 256;
    private static final int MAX_NAME = 64;
    private static final int MAX_VALUE = 256;

    /** What JSON needs around the members, and for saying that something is missing. */
    private static final int FRAME = "{\"query\":{},\"cut\":true}".length();

    private final StringBuilder query = new StringBuilder();
    private final StringBuilder headers = new StringBuilder();
    private final Set<String> names = new HashSet<>();
    private int left = MAX_BYTES - FRAME;
    private boolean cut;

    private HitData() {}

    /** Whatever was sent: JSON that can be stored, of {@link #MAX_BYTES} at most. */
    static String of(APIGatewayV2HTTPEvent request) {
        HitData data = new HitData();
        data.add(data.headers, "referer", request.getHeaders().getOrDefault("referer", ""), MAX_REFERER);
        data.add(data.headers, "userAgent", request.getHeaders().getOrDefault("user-agent", ""), MAX_USER_AGENT);
        for (Map.Entry<String, String> parameter :
                request.getQueryStringParameters().entrySet()) {
            data.addParameter(parameter.getKey(), parameter.getValue());
        }
        return "{\"query\":{" + data.query + "}" + data.headers + (data.cut ? ",\"cut\":true}" : "}");
    }

    private void add(StringBuilder members, String name, String value, int longest) {
        if (!value.isEmpty()) {
            addIfItFits(members, ",\"" + name + "\":\"" + quoted(value, longest) + '"');
        }
    }

    /** What makes two names one, such as shortening, must not make JSON that holds a name twice. */
    private void addParameter(String name, String value) {
        String quoted = quoted(name, MAX_NAME);
        if (names.add(quoted)) {
            String comma = query.isEmpty() ? "" : ",";
            addIfItFits(query, comma + '"' + quoted + "\":\"" + quoted(value, MAX_VALUE) + '"');
        } else {
            cut = true;
        }
    }

    private void addIfItFits(StringBuilder members, String member) {
        int bytes = member.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > left) {
            cut = true;
        } else {
            left -= bytes;
            members.append(member);
        }
    }

    private String quoted(String text, int longest) {
        cut |= text.length() > longest;
        // SQS takes neither of the two characters.
        String sendable = Excerpt.of(text, longest).replace('\uFFFE', '\uFFFD').replace('\uFFFF', '\uFFFD');
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(sendable));
    }
}
