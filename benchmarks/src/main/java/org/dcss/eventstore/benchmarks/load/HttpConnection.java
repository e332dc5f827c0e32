package org.dcss.eventstore.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/** One keep-alive connection to a server on this machine, which it takes little from: it knows just enough of HTTP. */
public final class HttpConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    /** What came back. */
    public record Answer(int status, String head, String body) {

        /** The header's value, which must be there. */
        public String header(String name) {
            return value(head, name);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16_384];

    public HttpConnection(URI server) throws IOException {
        this.socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A request that submits, ready to be sent again and again. */
    public static byte[] submit(URI server, String key, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        byte[] head = ("POST /submit HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: " + key
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] request = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    /** A request that reads. */
    public static byte[] get(URI server, String pathAndQuery) {
        return ("GET " + pathAndQuery + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    /** Sends the request and waits for the whole answer. */
    public Answer send(byte[] request) throws IOException {
        out.write(request);
        int length = 0;
        int end = -1;
        while (end < 0) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            length += read;
            end = endOfHead(length);
        }
        String head = new String(buffer, 0, end, ISO_8859_1);
        int status = Integer.parseInt(head, 9, 12, 10);
        int bytes = status == 204 ? 0 : Integer.parseInt(value(head, "Content-Length"));
        byte[] body = new byte[bytes];
        System.arraycopy(buffer, end, body, 0, length - end);
        in.readFully(body, length - end, bytes - (length - end));
        return new Answer(status, head, new String(body, UTF_8));
    }

    private int endOfHead(int length) {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static String value(String head, String name) {
        String start = "\r\n" + name + ":";
        for (int at = 0; at < head.length(); at++) {
            if (head.regionMatches(true, at, start, 0, start.length())) {
                int from = at + start.length();
                return head.substring(from, head.indexOf('\r', from)).strip();
            }
        }
        throw new IllegalStateException("no header " + name + " in " + head);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
