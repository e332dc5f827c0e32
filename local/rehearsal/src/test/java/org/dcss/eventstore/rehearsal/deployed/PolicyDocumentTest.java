package org.dcss.eventstore.rehearsal.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {

    private static final String EVENTS = "arn:aws:dynamodb:us-east-1:123456789012:table/events";
    private static final String CLAIMS = "arn:aws:dynamodb:us-east-1:123456789012:table/claims";

    @Test
    void nothingIsAllowedWithoutAStatement() throws DeploymentException {
        assertThat(PolicyDocument.of(List.of()).allows("dynamodb:PutItem", EVENTS))
                .isFalse();
    }

    @Test
    void allowedIsTheNamedActionOnTheNamedResource() throws DeploymentException {
        PolicyDocument policy = allow("[\"dynamodb:GetItem\", \"dynamodb:PutItem\"]", "[\"" + EVENTS + "\"]", "");

        assertThat(policy.allows("dynamodb:PutItem", EVENTS)).isTrue();
        assertThat(policy.allows("dynamodb:PutItem", CLAIMS)).isFalse();
        assertThat(policy.allows("dynamodb:DeleteItem", EVENTS)).isFalse();
        assertThat(policy.resources()).containsExactly(EVENTS);
    }

    @Test
    void oneActionAndOneResourceNeedNoList() throws DeploymentException {
        assertThat(allow("\"dynamodb:GetItem\"", "\"" + EVENTS + "\"", "").allows("dynamodb:GetItem", EVENTS))
                .isTrue();
    }

    @Test
    void starStandsForAnyTextAndNothingElseDoes() throws DeploymentException {
        PolicyDocument policy = allow("\"dynamodb:*Item\"", "\"arn:aws:dynamodb:*:table/events\"", "");

        assertThat(policy.allows("dynamodb:GetItem", EVENTS)).isTrue();
        assertThat(policy.allows("dynamodb:Query", EVENTS)).isFalse();
        assertThat(policy.allows("dynamodbxGetItem", EVENTS)).isFalse();
    }

    @Test
    void denialOutweighsPermission() throws DeploymentException {
        PolicyDocument policy = PolicyDocument.of(List.of("""
                {"Statement": [
                  {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"},
                  {"Effect": "Deny", "Action": "dynamodb:PutItem", "Resource": "*"}]}"""));

        assertThat(policy.allows("dynamodb:GetItem", EVENTS)).isTrue();
        assertThat(policy.allows("dynamodb:PutItem", EVENTS)).isFalse();
    }

    @Test
    void unknownConditionAllowsNothing() throws DeploymentException {
        String condition = ", \"Condition\": {\"StringEquals\": {\"kms:ViaService\": \"sqs\"}}";

        assertThat(allow("\"*\"", "\"*\"", condition).allows("dynamodb:GetItem", EVENTS))
                .isFalse();
    }

    @Test
    void serviceIsLetInForTheCallerOfTheConditionOnly() throws DeploymentException {
        PolicyDocument policy = PolicyDocument.of(List.of("""
                {"Statement": [{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "f:live",
                  "Principal": {"Service": "apigateway.amazonaws.com"},
                  "Condition": {"ArnLike": {"AWS:SourceArn": "api/*/GET/events/*"}}}]}"""));

        assertThat(lets(policy, "apigateway.amazonaws.com", "api/$default/GET/events/{ts}"))
                .isTrue();
        assertThat(lets(policy, "apigateway.amazonaws.com", "api/$default/GET/events"))
                .isFalse();
        assertThat(lets(policy, "sns.amazonaws.com", "api/$default/GET/events/{ts}"))
                .isFalse();
        assertThat(policy.allows("lambda:InvokeFunction", "f:live")).isFalse();
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> PolicyDocument.of(List.of("{"))).isInstanceOf(DeploymentException.class);
    }

    private static boolean lets(PolicyDocument policy, String service, String caller) {
        return policy.lets(service, "lambda:InvokeFunction", "f:live", caller);
    }

    private static PolicyDocument allow(String action, String resource, String condition) throws DeploymentException {
        return PolicyDocument.of(List.of("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", "
                + "\"Action\": " + action + ", \"Resource\": " + resource + condition + "}]}"));
    }
}
