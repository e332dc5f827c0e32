package org.dcss.eventstore.local.blackbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What submitting clients know of their events, each named by its data. Safe for use by several threads.
 *
 * @param sent handed over at least once
 * @param acknowledged answered with a success
 */
public record Ledger(Set<String> sent, Set<String> acknowledged) {

    public Ledger() {
        this(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    }
}
