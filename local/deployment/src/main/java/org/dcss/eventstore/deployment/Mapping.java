package org.dcss.eventstore.deployment;

import java.time.Duration;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The event source mapping, which hands the queue's messages to the consumer. */
final class Mapping {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration CHANGED_WITHIN = Duration.ofMinutes(10);

    private final LambdaClient lambda;
    private final String id;
    private final Pauses pauses;

    Mapping(LambdaClient lambda, String id, Pauses pauses) {
        this.lambda = lambda;
        this.id = id;
        this.pauses = pauses;
    }

    /**
     * Returns once no message is handed over any more.
     *
     * @throws DeploymentException if that does not come to be within 10 minutes
     */
    void disable() throws DeploymentException, InterruptedException {
        change(false);
        await("Disabled");
    }

    /**
     * Returns once messages are handed over again, or if the mapping is not there any more.
     *
     * @throws DeploymentException if that does not come to be within 10 minutes
     */
    void enable() throws DeploymentException, InterruptedException {
        try {
            change(true);
            await("Enabled");
        } catch (ResourceNotFoundException e) {
            // The queue was replaced, and its mapping with it: the new one was made enabled.
        }
    }

    private void change(boolean enabled) throws DeploymentException, InterruptedException {
        for (long look = 0; look < CHANGED_WITHIN.dividedBy(BETWEEN_LOOKS); look++) {
            try {
                lambda.updateEventSourceMapping(request -> request.uuid(id).enabled(enabled));
                return;
            } catch (ResourceConflictException e) {
                // An earlier change of it is still under way.
                pauses.pause(BETWEEN_LOOKS);
            }
        }
        throw late();
    }

    private void await(String state) throws DeploymentException, InterruptedException {
        for (long look = 0; look < CHANGED_WITHIN.dividedBy(BETWEEN_LOOKS); look++) {
            if (state.equals(
                    lambda.getEventSourceMapping(request -> request.uuid(id)).state())) {
                return;
            }
            pauses.pause(BETWEEN_LOOKS);
        }
        throw late();
    }

    private DeploymentException late() {
        return new DeploymentException("the event source mapping " + id + " did not change within "
                + CHANGED_WITHIN.toMinutes() + " minutes. Run ./run.sh again.");
    }
}
