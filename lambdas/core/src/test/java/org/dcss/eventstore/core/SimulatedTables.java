package org.dcss.eventstore.core;

import java.time.Instant;

/** Both tables, as what answers the requests of the write protocol. */
record SimulatedTables(SimulatedTable events, SimulatedClaims claims) {

    private static final Instant NEVER = Instant.MAX;

    Answer answer(Request request) {
        if (request instanceof Request.Put put) {
            return new Answer.OfPut(events.put(put.slot(), put.event()));
        } else if (request instanceof Request.OpenDay open) {
            events.open(open.day());
            return new Answer.Done();
        } else if (request instanceof Request.ReadRun read) {
            return new Answer.OfRun(events.run(read.from()).orElseThrow());
        } else if (request instanceof Request.Claim claim) {
            return new Answer.OfClaim(claims.claim(claim.key(), claim.slot(), NEVER));
        } else if (request instanceof Request.MoveClaim move) {
            return new Answer.OfClaim(claims.move(move.key(), move.from(), move.to(), NEVER));
        } else if (request instanceof Request.ReadTail read) {
            return new Answer.OfTail(claims.tail(read.src()).orElseThrow());
        } else if (request instanceof Request.RaiseTail raise) {
            claims.raiseTail(raise.src(), raise.slot(), NEVER);
            return new Answer.Done();
        }
        throw new IllegalStateException("no such request: " + request);
    }
}
