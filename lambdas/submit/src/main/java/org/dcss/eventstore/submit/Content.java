package org.dcss.eventstore.submit;

/** What a request carries. */
sealed interface Content permits Content.Unpacked, Refused {

    /** One JSON text, or one on each line. */
    final class Unpacked implements Content {

        private final byte[] bytes;
        private final boolean isLines;

        /** @param bytes not to be changed any more */
        Unpacked(byte[] bytes, boolean isLines) {
            this.bytes = bytes;
            this.isLines = isLines;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether it is NDJSON. */
        boolean isLines() {
            return isLines;
        }
    }
}
