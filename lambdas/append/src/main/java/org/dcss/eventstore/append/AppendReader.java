package org.dcss.eventstore.append;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.message.StrictJson;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.intake.body.SyntaxFault;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.Excerpt;
import org.dcss.eventstore.platform.http.Violation;

/** Reads the body of an append: a JSON object with the members type, data and perhaps id. */
final class AppendReader {

    private static final Set<String> NAMES = Set.of("type", "data", "id");
    private static final int MAX_TYPE_LENGTH = 128;
    private static final int MAX_NAME_ECHO = 64;

    /**
     * What a body holds.
     *
     * @param faults what is wrong with it; if anything is, the others mean nothing
     */
    record Members(String type, String data, Optional<String> id, List<Violation> faults) {}

    private final JsonParser json;
    private final Map<String, String> texts = new HashMap<>();
    private final List<Violation> faults = new ArrayList<>();

    private AppendReader(JsonParser json) {
        this.json = json;
    }

    static Checked<Members> read(byte[] body, int maxBytes) {
        Element whole = new Element(body, 0, body.length);
        if (whole.bytes() > maxBytes) {
            return new Checked.Refused<>(AppendProblems.tooLarge(whole.bytes(), maxBytes));
        }
        String text = whole.text();
        int badByte = whole.badByte(text);
        if (badByte >= 0) {
            return new Checked.Refused<>(Problems.notJson(SyntaxFault.describeByte(whole, badByte)));
        }
        try (JsonParser json = StrictJson.FACTORY.createParser(text)) {
            return new AppendReader(json).read(whole, text);
        } catch (JsonProcessingException e) {
            // The parser is stricter than the grammar in two things, which no member needs: depth, and names of half a
            // pair.
            return SyntaxFault.find(text).isPresent()
                    ? new Checked.Refused<>(Problems.notJson(SyntaxFault.describe(whole)))
                    : new Checked.Refused<>(AppendProblems.notAnAppend());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Checked<Members> read(Element whole, String text) throws IOException {
        boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
        if (isObject) {
            readMembers();
        } else {
            json.skipChildren();
        }
        if (json.nextToken() != null) {
            return new Checked.Refused<>(Problems.notJson(SyntaxFault.describe(whole)));
        } else if (!isObject) {
            return new Checked.Refused<>(AppendProblems.notAnAppend());
        }
        if (text.indexOf('\uFFFE') >= 0 || text.indexOf('\uFFFF') >= 0) {
            fault("", "U+FFFE and U+FFFF must be escaped, such as \\uFFFF");
        }
        require("type", "must be a text of 1 to " + MAX_TYPE_LENGTH + " characters", AppendReader::isType);
        require(
                "data",
                "must be Base64 (RFC 4648, section 4), with its padding and nothing between",
                AppendReader::isBase64);
        if (texts.containsKey("id")) {
            require("id", "must be an id: 1 to 128 of A-Z, a-z, 0-9 and ._:/+=-", EventId::isClientId);
        }
        return new Checked.Good<>(new Members(
                texts.getOrDefault("type", ""),
                texts.getOrDefault("data", ""),
                Optional.ofNullable(texts.get("id")),
                List.copyOf(faults)));
    }

    private void readMembers() throws IOException {
        Set<String> met = new HashSet<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean isKnown = NAMES.contains(name);
            boolean isNew = !isKnown || met.add(name);
            if (json.nextToken() == JsonToken.VALUE_STRING && isKnown) {
                texts.put(name, json.getText());
            } else if (isKnown) {
                fault("/" + name, "must be a string");
            }
            json.skipChildren();
            if (!isKnown) {
                fault(
                        "/" + Excerpt.of(name, MAX_NAME_ECHO).replace("~", "~0").replace("/", "~1"),
                        "no member of this name is allowed here");
            } else if (!isNew) {
                fault("/" + name, "the name comes twice in one JSON object");
            }
        }
    }

    private interface Rule {
        boolean allows(String text);
    }

    private void require(String name, String message, Rule rule) {
        boolean isTold = faults.stream().anyMatch(fault -> fault.pointer().equals("/" + name));
        String text = texts.get(name);
        if (text == null && !isTold) {
            fault("", "the required member \"" + name + "\" is missing");
        } else if (text != null && !isTold && !rule.allows(text)) {
            fault("/" + name, message);
        }
    }

    private static boolean isType(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= 1
                && length <= MAX_TYPE_LENGTH
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Of the texts that decode to the same bytes only one is taken, so that data sent again is the same text. */
    private static boolean isBase64(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(text))
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void fault(String pointer, String message) {
        if (faults.size() < Limits.MAX_VIOLATIONS) {
            faults.add(new Violation(pointer, message));
        }
    }
}
