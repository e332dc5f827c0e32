package org.dcss.eventstore.platform.priming;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcss.eventstore.platform.Json;
import org.dcss.eventstore.platform.aws.CannedAnswers;

/**
 * What is asked of a function in a dry run, and what AWS says to it, read from the resource {@code dry-run.json} beside the
 * function: {@code {"now": …, "exchanges": [{"request": …, "answer": …}, …], "aws": {"GetItem": …, …}}}. A text that is JSON
 * itself, the member {@code body} or DynamoDB's {@code S}, stands there as JSON.
 *
 * @param now the time on the function's clock when a request begins
 * @param aws by the name of an operation what it is answered with, as {@link CannedAnswers} takes it
 */
public record DryRunScript(Instant now, List<Exchange> exchanges, Map<String, String> aws) {

    private static final String FILE = "dry-run.json";

    private static final Set<String> TEXTS = Set.of("body", "S");

    /**
     * A request and its answer.
     *
     * @param request JSON, in which {@code ${round}} is the number of the round: what must not be the same twice
     * @param answer a JSON object: the members that the answer begins with
     */
    public record Exchange(String request, String answer) {

        String request(int round) {
            return request.replace("${round}", Integer.toString(round));
        }

        boolean isAnsweredBy(String text) {
            return text.startsWith(answer.substring(0, answer.length() - 1));
        }
    }

    /**
     * Reads the script beside a class.
     *
     * @throws IOException if there is none, or if it is something else
     */
    public static DryRunScript beside(Class<?> function) throws IOException {
        try (InputStream file = function.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException("there is no " + FILE + " beside " + function.getName());
            }
            return read(file);
        }
    }

    static DryRunScript read(InputStream file) throws IOException {
        Instant now = Instant.EPOCH;
        List<Exchange> exchanges = new ArrayList<>();
        Map<String, String> aws = Map.of();
        try (JsonParser json = Json.FACTORY.createParser(file)) {
            Json.expectObject(json);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "now" -> now = Instant.parse(json.getText());
                    case "exchanges" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            Map<String, String> exchange = readTexts(json);
                            exchanges.add(new Exchange(member("request", exchange), member("answer", exchange)));
                        }
                    }
                    case "aws" -> aws = readTexts(json);
                    default -> throw new IOException("a dry run has no " + name);
                }
            }
        }
        return new DryRunScript(now, List.copyOf(exchanges), Map.copyOf(aws));
    }

    private static String member(String name, Map<String, String> exchange) throws IOException {
        String member = exchange.get(name);
        if (member == null) {
            throw new IOException("an exchange without " + name);
        }
        return member;
    }

    /** Reads the object at the current token: each member's value as JSON without white space. */
    private static Map<String, String> readTexts(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            texts.put(name, text(json));
        }
        return texts;
    }

    private static String text(JsonParser json) throws IOException {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator copy = Json.FACTORY.createGenerator(text)) {
            copy(json, copy);
        }
        return text.toString();
    }

    private static void copy(JsonParser json, JsonGenerator to) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                to.writeStartObject();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    to.writeFieldName(name);
                    boolean isJson = json.nextToken().isStructStart();
                    if (isJson && TEXTS.contains(name)) {
                        to.writeString(text(json));
                    } else {
                        copy(json, to);
                    }
                }
                to.writeEndObject();
            }
            case START_ARRAY -> {
                to.writeStartArray();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    copy(json, to);
                }
                to.writeEndArray();
            }
            default -> to.copyCurrentEvent(json);
        }
    }
}
