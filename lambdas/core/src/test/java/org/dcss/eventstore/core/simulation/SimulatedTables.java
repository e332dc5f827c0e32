package org.dcss.eventstore.core.simulation;

import org.dcss.eventstore.core.write.Answer;
import org.dcss.eventstore.core.write.Request;

/** Both tables, as what answers the requests of the write protocol. */
public record SimulatedTables(SimulatedTable events, SimulatedClaims claims) {

    public Answer answer(Request request) {
        if (request instanceof Request.Put put) {
            return new Answer.OfPut(events.put(put.slot(), put.event()));
        } else if (request instanceof Request.Forward forward) {
            return new Answer.OfPut(events.forward(forward.slot(), forward.key(), forward.next()));
        } else if (request instanceof Request.OpenDay open) {
            events.open(open.day());
            return new Answer.Done();
        } else if (request instanceof Request.ReadStretch read) {
            return new Answer.OfStretch(events.run(read.from()).orElseThrow());
        } else if (request instanceof Request.MakeClaim make) {
            return new Answer.OfClaim(claims.claim(make.key(), make.claim()));
        } else if (request instanceof Request.FindClaim find) {
            return new Answer.OfClaim(claims.find(find.key()));
        } else if (request instanceof Request.ReadTail read) {
            return new Answer.OfTail(claims.tail(read.src()).orElseThrow());
        } else if (request instanceof Request.RaiseTail raise) {
            claims.raiseTail(raise.src(), raise.slot());
            return new Answer.Done();
        }
        throw new IllegalStateException("no such request: " + request);
    }
}
