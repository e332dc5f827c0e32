package org.dcss.eventstore.benchmarks.coldstart;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Puts TLS before a server that has none: passes bytes on in both directions, and knows nothing of what they mean. */
final class TlsProxy implements Closeable {

    private static final int BACKLOG = 64;

    private final SSLServerSocket server;
    private final URI behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsProxy(SSLServerSocket server, URI behind) {
        this.server = server;
        this.behind = behind;
    }

    /** Listens on a free port of loopback. */
    static TlsProxy before(URI behind, SSLContext context) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        TlsProxy proxy = new TlsProxy(server, behind);
        start("tls-accept", proxy::accept);
        return proxy;
    }

    URI uri() {
        return URI.create("https://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket target = new Socket(behind.getHost(), behind.getPort());
            for (Socket socket : new Socket[] {client, target}) {
                socket.setTcpNoDelay(true);
                open.add(socket);
            }
            start("tls-in", () -> pass(client, target));
            start("tls-out", () -> pass(target, client));
        }
    }

    /** Ends both when one has ended. */
    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // A killed function's connection, or the end: either way there is nothing more to pass on.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
