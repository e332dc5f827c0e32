package org.dcss.eventstore.platform.aws;

import java.util.Optional;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Services that run in the function's own process, as they do on one machine. */
@FunctionalInterface
public interface ServicesInProcess {

    /** On AWS: every service is reached over the network. */
    ServicesInProcess NONE = (service, limits) -> Optional.empty();

    /**
     * A client of such a service, of the SDK's type; empty if the service is elsewhere.
     *
     * @param service the service's name in the SDK's own variables, such as {@code DYNAMODB}
     */
    Optional<SdkAutoCloseable> client(String service, CallLimits limits);
}
