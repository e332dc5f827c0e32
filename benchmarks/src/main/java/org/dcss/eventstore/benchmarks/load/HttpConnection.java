package org.dcss.eventstore.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** One keep-alive connection to a server on this machine, which it takes little from: it knows just enough of HTTP. */
public final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    /** What came back; the names of headers may be asked for in any case. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final BufferedReader in;

    public HttpConnection(URI server) throws IOException {
        this.socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        // A character for each byte.
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1), 16_384);
    }

    /** A request that submits, ready to be sent again and again. */
    public static byte[] submit(URI server, String key, String body) {
        byte[] content = body.getBytes(UTF_8);
        return ("POST /submit HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: " + key
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n"
                        + new String(content, ISO_8859_1))
                .getBytes(ISO_8859_1);
    }

    /** A request that reads. */
    public static byte[] get(URI server, String pathAndQuery) {
        return ("GET " + pathAndQuery + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    /** Sends the request and waits for the whole answer. */
    public Answer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line(), 9, 12, 10);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        char[] body = new char[status == 204 ? 0 : Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
        int length = 0;
        while (length < body.length) {
            int read = in.read(body, length, body.length - length);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            length += read;
        }
        return new Answer(status, headers, new String(new String(body).getBytes(ISO_8859_1), UTF_8));
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the server closed the connection");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
