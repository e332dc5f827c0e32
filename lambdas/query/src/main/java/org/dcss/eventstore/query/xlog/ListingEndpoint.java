package org.dcss.eventstore.query.xlog;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.core.xlog.XlogFile;
import org.dcss.eventstore.core.xlog.XlogListing;
import org.dcss.eventstore.platform.Json;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.EntityTag;
import org.dcss.eventstore.query.request.Problems;
import org.dcss.eventstore.query.request.Reading;

/** {@code GET /xlog/} and {@code GET /xlog/{src}/}: which files there are, and how long. */
final class ListingEndpoint {

    /** In one answer: under 1.2 MB of JSON with the longest names. */
    static final int MAX_FILES = 4_000;

    private static final String AFTER = "after";

    private final ViewTable table;
    private final Xlog view;

    ListingEndpoint(ViewTable table, Xlog view) {
        this.table = table;
        this.view = view;
    }

    /** @param src empty lists the files of all sources */
    Answer answer(Optional<Source> src, Map<String, String> parameters, Reading reading) {
        Optional<XlogFile> after = Optional.empty();
        if (!parameters.isEmpty()) {
            if (!parameters.keySet().equals(Set.of(AFTER))
                    || !(XlogPath.parse(parameters.getOrDefault(AFTER, "")) instanceof XlogPath.OfFile given)) {
                return Answer.of(Problems.INVALID_PARAMETER
                        .because("A list of files takes no parameter but after, the source and name of a file, such as"
                                + " cpo/milestones.")
                        .toResponse());
            }
            after = Optional.of(given.file());
        }
        // Before the files: when more of the log is in them than this says, the next list has another tag.
        Slot completeThrough = view.completeThrough(table);
        String tag = "W/\"" + view.name() + "-" + completeThrough.millis() + "\"";
        Map<String, String> headers = Caching.headers(Caching.LIVE_EDGE, tag);
        headers.put("Complete-Through", Long.toString(completeThrough.millis()));
        if (EntityTag.matches(reading.ifNoneMatch(), tag)) {
            return Answer.of(HttpApi.response(304, headers, ""));
        }
        XlogListing.Page page = XlogListing.page(table, src, after, MAX_FILES);
        if (src.isPresent() && after.isEmpty() && page.files().isEmpty()) {
            return Answer.of(ProblemType.NOT_FOUND
                    .because("This source has no files. GET /xlog/ lists all files.")
                    .toResponse());
        }
        page.next().ifPresent(last -> headers.put("Link", link(reading, last)));
        headers.put("Content-Type", Answer.JSON);
        if (reading.gzip()) {
            headers.put("Content-Encoding", "gzip");
        }
        APIGatewayV2HTTPResponse response =
                HttpApi.response(200, headers, Base64.getEncoder().encodeToString(body(page.files(), reading.gzip())));
        response.setIsBase64Encoded(true);
        return Answer.of(response);
    }

    private static String link(Reading reading, XlogFile last) {
        String name = last.src().name() + "/" + last.name().value();
        return reading.linkToNext(AFTER + "=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static byte[] body(List<XlogListing.Entry> files, boolean gzip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes;
                JsonGenerator json = Json.FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartArray();
            for (XlogListing.Entry entry : files) {
                json.writeStartObject();
                json.writeStringField("src", entry.src().name());
                json.writeStringField("file", entry.file().name().value());
                json.writeNumberField("length", entry.file().length());
                json.writeNumberField("generation", entry.file().generation());
                json.writeNumberField("last", entry.file().last().millis());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
