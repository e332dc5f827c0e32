package org.dcss.eventstore.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** A handler that cannot be made. */
public final class Stillborn implements RequestStreamHandler {

    public Stillborn() {
        throw new IllegalArgumentException("QUEUE_URL must be set");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        // Never gets here.
    }
}
