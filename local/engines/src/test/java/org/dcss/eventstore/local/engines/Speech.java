package org.dcss.eventstore.local.engines;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How a {@link Child} tells what it was answered: a word and what it is about on each line. */
final class Speech {
    /** Ends every line: what is killed while it speaks may leave half a number. */
    static final String END = ".";

    /** Unbuffered: a line is out before the next request is made. */
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Speech() {}

    /** From now on this process ends when its parent does. */
    static void begin() {
        var parent = new Thread(Speech::listen, "parent");
        parent.setDaemon(true);
        parent.start();
    }

    private static void listen() {
        try {
            while (System.in.read() >= 0) {}
            Runtime.getRuntime().halt(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void say(String word, Object about) {
        OUT.println(word + " " + about + END);
    }
}
