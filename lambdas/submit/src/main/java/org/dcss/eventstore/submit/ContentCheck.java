package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dcss.eventstore.platform.HttpApi;
import org.dcss.eventstore.platform.Problem;

/** What must be true of a request's content before it is read. */
final class ContentCheck {

    static final int MAX_BODY_BYTES = 5_000_000;

    private static final Pattern JSON = Pattern.compile("(application/([a-z0-9.!#$&^_-]+\\+)?json|text/json)");
    private static final Pattern UTF_8 = Pattern.compile("charset=\"?utf-?8\"?");

    /** The text of a body, or why it is not read. */
    sealed interface Content {

        record Text(String text) implements Content {}

        record Refused(Problem problem) implements Content {}
    }

    private ContentCheck() {}

    static Content check(APIGatewayV2HTTPEvent request) {
        Map<String, String> headers = request.getHeaders();
        if (!isJson(headers.getOrDefault("content-type", ""))) {
            return new Content.Refused(Problems.unsupportedContentType());
        }
        if (!headers.getOrDefault("content-encoding", "identity").strip().equalsIgnoreCase("identity")) {
            return new Content.Refused(Problems.unsupportedContentEncoding());
        }
        Optional<String> text = HttpApi.bodyText(request);
        if (text.isEmpty()) {
            return new Content.Refused(Problems.notJson("The body is not UTF-8, which JSON must be in."));
        }
        return JsonText.isLongerThan(MAX_BODY_BYTES, text.get())
                ? new Content.Refused(Problems.bodyTooLarge(MAX_BODY_BYTES))
                : new Content.Text(text.get());
    }

    /** Whether a content type, if declared at all, is JSON in UTF-8. */
    private static boolean isJson(String contentType) {
        if (contentType.isBlank()) {
            return true;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        boolean isJson = JSON.matcher(parts[0].strip()).matches();
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            isJson &= !parameter.startsWith("charset=")
                    || UTF_8.matcher(parameter).matches();
        }
        return isJson;
    }
}
