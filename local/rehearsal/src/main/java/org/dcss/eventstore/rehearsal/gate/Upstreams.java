package org.dcss.eventstore.rehearsal.gate;

import java.net.URI;

/** Where calls that are allowed go to. */
@FunctionalInterface
public interface Upstreams {

    /** The engine that holds the resource of a call. */
    URI of(AwsCall call);
}
