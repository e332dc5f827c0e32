package org.dcss.eventstore.benchmarks.coldstart;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Puts TLS before a server that has none: passes bytes on in both directions, and knows nothing of what they mean. */
final class TlsFront implements Closeable {

    private static final int BACKLOG = 64;

    private final SSLServerSocket server;
    private final URI behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsFront(SSLServerSocket server, URI behind) {
        this.server = server;
        this.behind = behind;
    }

    /** Listens on a free port of loopback. */
    static TlsFront before(URI behind, SSLContext context) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(server, behind);
        start("tls-accept", front::accept);
        return front;
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
    private void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            byte[] buffer = new byte[16 * 1024];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } finally {
            open.remove(from);
            open.remove(to);
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
