package org.dcss.eventstore.submit.envelope;

import java.util.Base64;
import java.util.Optional;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.submit.draft.DraftReader;
import org.json.JSONObject;

/** A JSON object that travels in Base64. */
final class Base64Json {

    private Base64Json() {}

    /** The object, read as strictly as any event; empty if the text is no Base64 of one. */
    static Optional<JSONObject> read(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return DraftReader.read(new Element(bytes, 0, bytes.length), bytes.length)
                .either(draft -> Optional.of(draft.tree()), problem -> Optional.empty());
    }
}
