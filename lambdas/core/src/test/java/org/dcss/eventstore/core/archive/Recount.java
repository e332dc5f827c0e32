package org.dcss.eventstore.core.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Manifest;
import org.dcss.eventstore.core.archive.object.ManifestJson;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.archive.object.Summary;
import org.dcss.eventstore.core.read.EventJson;

/** What an archive must say, in the plainest words. */
final class Recount {

    private Recount() {}

    /** The text of each source, type and day, from the first event to the last. */
    static Map<String, String> texts(List<StoredEvent> log, Day through) {
        Map<String, String> texts = new TreeMap<>();
        for (StoredEvent event : log) {
            if (event.slot().day().compareTo(through) <= 0) {
                String line = new String(EventJson.of(event), StandardCharsets.UTF_8) + "\n";
                texts.merge(folder(event), line, String::concat);
            }
        }
        return texts;
    }

    private static String folder(StoredEvent event) {
        return "src=" + event.event().src() + "/type=" + event.event().type() + "/day="
                + event.slot().start().toString().substring(0, 10);
    }

    /** The text of each folder of an archive, one object behind another, by the manifests alone. */
    static Map<String, String> texts(Map<String, byte[]> objects) {
        Map<String, String> texts = new TreeMap<>();
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            if (object.getKey().startsWith("manifest/")) {
                told.add(object.getKey());
                Manifest manifest = manifest(object.getValue());
                for (ArchivedObject part : manifest.objects()) {
                    String name = ObjectNames.object(manifest.day(), part.group(), part.part());
                    told.add(name);
                    texts.merge(name.substring(0, name.lastIndexOf('/')), text(objects, name, part), String::concat);
                }
            }
        }
        List<String> untold = new ArrayList<>(objects.keySet());
        untold.removeAll(told);
        if (!untold.isEmpty()) {
            throw new AssertionError("in no manifest: " + untold);
        }
        return texts;
    }

    private static String text(Map<String, byte[]> objects, String name, ArchivedObject object) {
        byte[] packed = objects.get(name);
        if (packed == null) {
            throw new AssertionError("not there: " + name);
        }
        String text = unpack(packed);
        List<String> lines = text.lines().toList();
        Summary right = new Summary(
                lines.size(),
                slot(lines.get(0)),
                slot(lines.get(lines.size() - 1)),
                text.getBytes(StandardCharsets.UTF_8).length,
                Sha256.hex(text));
        if (!right.equals(object.summary())) {
            throw new AssertionError(name + " is " + right + ", not " + object.summary());
        }
        return text;
    }

    private static Slot slot(String line) {
        int start = line.indexOf("\"ts\":") + 5;
        return new Slot(Long.parseLong(line.substring(start, line.indexOf(',', start))));
    }

    static Manifest manifest(byte[] json) {
        try {
            return ManifestJson.read(new ByteArrayInputStream(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String unpack(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
