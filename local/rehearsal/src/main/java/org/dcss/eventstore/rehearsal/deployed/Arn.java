package org.dcss.eventstore.rehearsal.deployed;

/** The parts of an ARN: {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}. */
public record Arn(String partition, String service, String region, String account, String resource) {

    /**
     * Splits an ARN.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Arn parse(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn")) {
            throw new IllegalArgumentException("not an ARN: " + arn);
        }
        return new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]);
    }

    /** Another resource in the same place. */
    public Arn sibling(String otherService, String otherResource) {
        return new Arn(partition, otherService, region, account, otherResource);
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
