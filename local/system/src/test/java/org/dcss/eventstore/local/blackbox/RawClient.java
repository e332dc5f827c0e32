package org.dcss.eventstore.local.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** A TCP connection to the event store, for what no HTTP client would send. */
public final class RawClient implements AutoCloseable {

    /** How the other side ended the connection. */
    public enum Ending {
        ANSWERED,
        CLOSED,
        STILL_OPEN
    }

    /** By then a server must have given up on whoever does nothing useful. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int SMALL_BUFFER = 4_096;

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    public static RawClient to(URI uri) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) PATIENCE.toMillis());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return new RawClient(socket);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    /** Sends what the other side takes; it may hang up before the end. */
    public void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            if (socket.isClosed()) {
                throw e;
            }
        }
    }

    /** Closes this side's half of the connection. */
    public void endOfInput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            if (!socket.isOutputShutdown() && socket.isConnected() && !socket.isClosed()) {
                return; // The other side was faster.
            }
            throw e;
        }
    }

    /** Breaks the connection off (RST). */
    public void hangUp() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** All that comes until the other side closes. */
    public String readAll() throws IOException {
        var text = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
                text.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + PATIENCE + "; read " + text, e);
        } catch (IOException e) {
            // Reset after the answer: what was read counts.
        }
        return text.toString();
    }

    /** Sends the text again and again, with pauses, until the other side ends it. */
    public Ending trickle(String text, int pauseMillis) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        socket.setSoTimeout(pauseMillis);
        while (System.nanoTime() < end) {
            try {
                socket.getOutputStream().write(text.getBytes(ISO_8859_1));
                return socket.getInputStream().read() < 0 ? Ending.CLOSED : Ending.ANSWERED;
            } catch (SocketTimeoutException e) {
                // No answer yet: that was the pause.
            } catch (IOException e) {
                return Ending.CLOSED;
            }
        }
        return Ending.STILL_OPEN;
    }

    /** Waits, without sending or reading anything, until the other side closes. */
    public Ending untilClosed() throws IOException {
        try {
            return socket.getInputStream().read() < 0 ? Ending.CLOSED : Ending.ANSWERED;
        } catch (SocketTimeoutException e) {
            return Ending.STILL_OPEN;
        } catch (IOException e) {
            return Ending.CLOSED;
        }
    }

    /** Leaves the answers where they are until the other side has given up sending them, as a later write shows. */
    public Ending neverRead() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(1_000);
            try {
                socket.getOutputStream().write(' ');
            } catch (IOException e) {
                return Ending.CLOSED;
            }
        }
        return Ending.STILL_OPEN;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
