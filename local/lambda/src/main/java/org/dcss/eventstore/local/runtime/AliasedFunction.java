package org.dcss.eventstore.local.runtime;

import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;

/** A function behind an alias, which may move to another version while calls are under way. */
public final class AliasedFunction implements LambdaFunction, AutoCloseable {

    private static final class Version {
        private final RuntimeFunction function;
        private int callsUnderWay;

        Version(RuntimeFunction function) {
            this.function = function;
        }
    }

    private Version live;

    /** Takes calls with this version; closes it in the end. */
    public AliasedFunction(RuntimeFunction live) {
        this.live = new Version(live);
    }

    @Override
    public byte[] invoke(byte[] request) throws FunctionException {
        Version version = enter();
        try {
            return version.function.invoke(request);
        } finally {
            leave(version);
        }
    }

    /** Takes calls with another version from now on. Those under way end where they began; then that version is closed. */
    public synchronized void move(RuntimeFunction next) {
        Version former = live;
        live = new Version(next);
        if (former.callsUnderWay == 0) {
            former.function.close();
        }
    }

    /** Calls that the live version is working on. */
    synchronized int callsUnderWay() {
        return live.callsUnderWay;
    }

    private synchronized Version enter() {
        live.callsUnderWay++;
        return live;
    }

    private synchronized void leave(Version version) {
        version.callsUnderWay--;
        if (version != live && version.callsUnderWay == 0) {
            version.function.close();
        }
    }

    /** Ends the live version, whatever is under way. */
    @Override
    public synchronized void close() {
        live.function.close();
    }
}
