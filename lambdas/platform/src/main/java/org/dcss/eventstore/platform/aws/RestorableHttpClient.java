package org.dcss.eventstore.platform.aws;

import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that has no connection while the process is a snapshot. It is made anew before the snapshot rather than
 * after the restore, which spares each restore the reading of all certificates that the system trusts.
 */
final class RestorableHttpClient implements SdkHttpClient, Resource {

    private final Supplier<SdkHttpClient> make;
    private volatile SdkHttpClient current;

    RestorableHttpClient(Supplier<SdkHttpClient> make) {
        this.make = make;
        this.current = make.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return current.prepareRequest(request);
    }

    @Override
    public String clientName() {
        return current.clientName();
    }

    @Override
    public void close() {
        current.close();
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        SdkHttpClient connected = current;
        current = make.get();
        connected.close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Connections are made when they are needed.
    }
}
