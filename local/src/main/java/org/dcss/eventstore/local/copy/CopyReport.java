package org.dcss.eventstore.local.copy;

/**
 * What copying a table came to.
 *
 * @param copied items that were not there
 * @param alike items that were there already, the same
 * @param different items in whose place there is something else, which was left as it is
 */
record CopyReport(String table, long copied, long alike, long different) {

    static CopyReport none(String table) {
        return new CopyReport(table, 0, 0, 0);
    }

    CopyReport plus(long moreCopied, long moreAlike, long moreDifferent) {
        return new CopyReport(table, copied + moreCopied, alike + moreAlike, different + moreDifferent);
    }

    long total() {
        return copied + alike + different;
    }

    String inWords() {
        return table + ": " + total() + " items, " + copied + " copied, " + alike + " there already, " + different
                + " different";
    }
}
