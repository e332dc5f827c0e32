package org.dcss.eventstore.core.table;

import java.util.Optional;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;

/** Durable claims of client ids. Nothing expires; all reads and conditions are strongly consistent. */
public interface ClaimTable {

    /** Makes the claim for the id unless there is one already; replies with the claim that stands. */
    Reply<Claim> claim(EventKey key, Claim wanted);

    /** Looks for a claim. */
    Reply<Optional<Claim>> find(EventKey key);
}
