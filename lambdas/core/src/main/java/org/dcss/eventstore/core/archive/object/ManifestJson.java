package org.dcss.eventstore.core.archive.object;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.StrictJson;

/** A manifest as JSON: the same manifest is the same bytes. None of its texts holds what JSON escapes. */
public final class ManifestJson {

    private ManifestJson() {}

    public static Bytes write(Manifest manifest) {
        Bytes bytes = new Bytes();
        long events = manifest.objects().stream()
                .mapToLong(object -> object.summary().events())
                .sum();
        long length = manifest.objects().stream()
                .mapToLong(object -> object.summary().bytes())
                .sum();
        print(
                bytes,
                "{\"day\":\"" + ObjectNames.date(manifest.day()) + "\",\"ts_day\":"
                        + manifest.day().startMillis() + ",\"events\":" + events + ",\"bytes\":" + length
                        + ",\n\"parts\":[");
        String separator = "\n";
        for (Part part : manifest.parts()) {
            print(
                    bytes,
                    separator + "{\"part\":" + part.number() + ",\"from\":"
                            + part.from().millis() + ",\"through\":"
                            + part.through().millis() + "}");
            separator = ",\n";
        }
        print(bytes, "],\n\"objects\":[");
        separator = "\n";
        for (ArchivedObject object : manifest.objects()) {
            print(bytes, separator + object(manifest.day(), object));
            separator = ",\n";
        }
        print(bytes, "]}\n");
        return bytes;
    }

    private static String object(Day day, ArchivedObject object) {
        Summary summary = object.summary();
        return "{\"object\":\"" + ObjectNames.object(day, object.group(), object.part())
                + "\",\"src\":\"" + object.group().src()
                + "\",\"type\":\"" + object.group().type()
                + "\",\"part\":" + object.part()
                + ",\"events\":" + summary.events()
                + ",\"first\":" + summary.first().millis()
                + ",\"last\":" + summary.last().millis()
                + ",\"bytes\":" + summary.bytes()
                + ",\"sha256\":\"" + summary.sha256() + "\"}";
    }

    private static void print(Bytes bytes, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        bytes.write(ascii, 0, ascii.length);
    }

    /**
     * Reads a manifest; members that this version does not know are passed over.
     *
     * @throws IOException if it is none
     */
    public static Manifest read(InputStream in) throws IOException {
        Map<String, String> day = new HashMap<>();
        List<Part> parts = new ArrayList<>();
        List<ArchivedObject> objects = new ArrayList<>();
        try (JsonParser json = StrictJson.FACTORY.createParser(in)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY && name.equals("parts")) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        parts.add(part(members(json)));
                    }
                } else if (value == JsonToken.START_ARRAY && name.equals("objects")) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        objects.add(object(members(json)));
                    }
                } else if (value.isScalarValue()) {
                    day.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return new Manifest(new Day(number(day, "ts_day")), parts, objects);
        } catch (IllegalArgumentException e) {
            throw new IOException("no manifest: " + e.getMessage(), e);
        }
    }

    private static Part part(Map<String, String> members) {
        return new Part(
                (int) number(members, "part"), new Slot(number(members, "from")), new Slot(number(members, "through")));
    }

    private static ArchivedObject object(Map<String, String> members) {
        return new ArchivedObject(
                new Group(new Source(text(members, "src")), new EventType(text(members, "type"))),
                (int) number(members, "part"),
                new Summary(
                        number(members, "events"),
                        new Slot(number(members, "first")),
                        new Slot(number(members, "last")),
                        number(members, "bytes"),
                        text(members, "sha256")));
    }

    private static Map<String, String> members(JsonParser json) throws IOException {
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken().isScalarValue()) {
                members.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return members;
    }

    private static long number(Map<String, String> members, String name) {
        return Long.parseLong(text(members, name));
    }

    private static String text(Map<String, String> members, String name) {
        String text = members.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return text;
    }
}
