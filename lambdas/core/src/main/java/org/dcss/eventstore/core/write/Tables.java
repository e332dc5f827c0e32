package org.dcss.eventstore.core.write;

import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.TailTable;

/** The tables that a batch is written to. */
public record Tables(EventTable events, ClaimTable claims, TailTable tails) {}
