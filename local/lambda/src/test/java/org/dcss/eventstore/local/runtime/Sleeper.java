package org.dcss.eventstore.local.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/** A handler that tells which of its snapshot hooks have run, and what credentials it finds. */
public final class Sleeper implements RequestStreamHandler, Resource {

    private final StringBuilder story = new StringBuilder();

    public Sleeper() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        story.append("slept ");
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        story.append("woke ");
    }

    @Override
    public void handleRequest(
            InputStream input, OutputStream output, com.amazonaws.services.lambda.runtime.Context context)
            throws IOException {
        story.append(System.getenv("AWS_SECRET_ACCESS_KEY")).append(' ');
        HttpURLConnection credentials =
                (HttpURLConnection) URI.create(System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
                        .toURL()
                        .openConnection();
        credentials.setRequestProperty("Authorization", System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
        try (InputStream content = credentials.getInputStream()) {
            story.append(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
        output.write(story.toString().getBytes(StandardCharsets.UTF_8));
    }
}
