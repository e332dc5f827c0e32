package org.dcss.eventstore.platform;

import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client that holds no connection while the process is a snapshot, and starts afresh when it is restored. */
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
        current.close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        current = make.get();
    }
}
