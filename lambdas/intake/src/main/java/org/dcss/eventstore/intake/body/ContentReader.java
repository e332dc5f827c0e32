package org.dcss.eventstore.intake.body;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.HttpApi;

/** First step: takes a request's body out of its packing, if it is one that can hold events. */
public final class ContentReader {

    /** JSON by its names, and what curl and fetch declare unasked. */
    private static final Pattern JSON = Pattern.compile(
            "application/([a-z0-9.!#$&^_-]+\\+)?json|text/json|text/plain|application/x-www-form-urlencoded");

    private static final Pattern NDJSON = Pattern.compile("application/(x-)?ndjson");
    private static final Set<String> CLOUD_EVENTS =
            Set.of("application/cloudevents+json", "application/cloudevents-batch+json");

    /** A CloudEvent in binary mode has its attributes in headers, this one always, and only its data in the body. */
    private static final String BINARY_CLOUD_EVENT = "ce-specversion";

    private static final Pattern UTF_8 = Pattern.compile("charset=\"?utf-?8\"?");

    /** The body's own first bytes say whether it is gzip: a gateway may have unpacked it and kept the header. */
    private static final Set<String> ENCODINGS = Set.of("", "identity", "gzip", "x-gzip");

    private ContentReader() {}

    public static Checked<Content> read(APIGatewayV2HTTPEvent request) {
        Map<String, String> headers = request.getHeaders();
        String[] type = headers.getOrDefault("content-type", "")
                .toLowerCase(Locale.ROOT)
                .split(";", -1);
        String mediaType = type[0].strip();
        Content.Kind kind = kind(mediaType);
        boolean known = mediaType.isEmpty()
                || kind != Content.Kind.JSON
                || JSON.matcher(mediaType).matches();
        if (!known || !isUtf8(type)) {
            return new Checked.Refused<>(Problems.unsupportedContentType());
        }
        if (kind != Content.Kind.CLOUD_EVENTS && headers.containsKey(BINARY_CLOUD_EVENT)) {
            return new Checked.Refused<>(Problems.binaryCloudEvent());
        }
        String encoding = headers.getOrDefault("content-encoding", "").strip().toLowerCase(Locale.ROOT);
        if (!ENCODINGS.contains(encoding)) {
            return new Checked.Refused<>(Problems.unsupportedContentEncoding());
        }
        byte[] body = HttpApi.body(request);
        if (body.length > Limits.MAX_BODY_BYTES) {
            return new Checked.Refused<>(Problems.bodyTooLarge());
        }
        return isGzip(body) ? unpacked(body, kind) : new Checked.Good<>(new Content(body, kind));
    }

    private static Content.Kind kind(String mediaType) {
        if (NDJSON.matcher(mediaType).matches()) {
            return Content.Kind.LINES;
        }
        return CLOUD_EVENTS.contains(mediaType) ? Content.Kind.CLOUD_EVENTS : Content.Kind.JSON;
    }

    /** Whether the parameters of a content type declare no other charset. */
    private static boolean isUtf8(String[] type) {
        for (int i = 1; i < type.length; i++) {
            String parameter = type[i].strip();
            if (parameter.startsWith("charset=") && !UTF_8.matcher(parameter).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGzip(byte[] body) {
        return body.length >= 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    }

    private static Checked<Content> unpacked(byte[] body, Content.Kind kind) {
        try {
            byte[] unpacked = Gzip.unpack(body, Limits.MAX_UNPACKED_BYTES);
            return unpacked == null
                    ? new Checked.Refused<>(Problems.unpackedTooLarge())
                    : new Checked.Good<>(new Content(unpacked, kind));
        } catch (DataFormatException e) {
            return new Checked.Refused<>(Problems.notJson(
                    "The body begins as gzip does, but cannot be unpacked: it is damaged or cut off."));
        }
    }
}
