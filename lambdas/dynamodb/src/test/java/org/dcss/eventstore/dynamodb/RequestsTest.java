package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.event;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.TailTable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What DynamoDB Local cannot show: its reads are always consistent, its calls always quick, its pages never small. */
final class RequestsTest {

    private static final Duration CALL_TIMEOUT = Duration.ofMillis(750);

    private final Recording dynamoDb = new Recording();
    private final EventTable events = new DynamoDbEventTable(dynamoDb, "events", CALL_TIMEOUT, Optional.empty());
    private final ClaimTable claims = new DynamoDbClaimTable(dynamoDb, "claims", CALL_TIMEOUT);
    private final TailTable tails = new DynamoDbTailTable(dynamoDb, "claims", CALL_TIMEOUT);
    private final EventLog log = new DynamoDbEventLog(dynamoDb, "events");

    @Test
    void readsOfTheWriteProtocolAreConsistent() {
        events.stretch(slot(1));
        tails.tail(new Source("cpo"));
        claims.find(key("cpo", "a"));

        assertThat(dynamoDb.requests).extracting(RequestsTest::isConsistent).containsExactly(true, true, true);
    }

    @Test
    void readsOfTheLogAreAsConsistentAsTheyAreToBe() {
        log.read(slot(1), slot(2), Filter.NONE, 1, Consistency.STRONG);
        log.read(slot(1), slot(2), Filter.NONE, 1, Consistency.EVENTUAL);
        log.days(DAY, DAY, 1, Consistency.STRONG);
        log.days(DAY, DAY, 1, Consistency.EVENTUAL);
        log.get(slot(1));

        assertThat(dynamoDb.requests)
                .extracting(RequestsTest::isConsistent)
                .containsExactly(true, false, true, false, true);
    }

    @Test
    void everyCallOfTheWriteProtocolEndsWithItsTimeout() {
        events.open(DAY);
        events.put(slot(1), event("a"));
        events.forward(slot(1), key("cpo", "a"), slot(2));
        events.stretch(slot(1));
        claims.claim(key("cpo", "a"), new Claim(slot(1), Optional.empty(), Optional.empty()));
        claims.find(key("cpo", "a"));
        tails.tail(new Source("cpo"));
        tails.raise(new Source("cpo"), slot(1));

        assertThat(dynamoDb.requests)
                .hasSize(8)
                .allSatisfy(request -> assertThat(
                                request.overrideConfiguration().orElseThrow().apiCallTimeout())
                        .contains(CALL_TIMEOUT));
    }

    @Test
    void indexOfDaysIsReadToItsLastPage() {
        Day second = DAY.next();
        Day third = second.next();
        dynamoDb.pages.add(page(Optional.of(DAY), DAY));
        dynamoDb.pages.add(page(Optional.of(second)));
        dynamoDb.pages.add(page(Optional.empty(), second, third));

        assertThat(log.days(DAY, third, 10, Consistency.STRONG)).containsExactly(DAY, second, third);

        assertThat(dynamoDb.requests)
                .extracting(request -> ((QueryRequest) request).exclusiveStartKey())
                .containsExactly(Map.of(), entry(DAY), entry(second));
    }

    private static boolean isConsistent(DynamoDbRequest request) {
        return request.getValueForField("ConsistentRead", Boolean.class).orElse(false);
    }

    /** A page of the index of days, and after which entry the next one goes on. */
    private static QueryResponse page(Optional<Day> last, Day... days) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (Day day : days) {
            items.add(entry(day));
        }
        QueryResponse.Builder page = QueryResponse.builder().items(items);
        last.ifPresent(day -> page.lastEvaluatedKey(entry(day)));
        return page.build();
    }

    private static Map<String, AttributeValue> entry(Day day) {
        return Map.of(
                "ts_day", AttributeValue.fromN("-1"), "ts", AttributeValue.fromN(Long.toString(day.startMillis())));
    }

    /** Answers everything with nothing, but for the pages it was given, and keeps what it was asked. */
    private static final class Recording implements DynamoDbClient {

        private final List<DynamoDbRequest> requests = new ArrayList<>();
        private final Deque<QueryResponse> pages = new ArrayDeque<>();

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            requests.add(request);
            return PutItemResponse.builder().build();
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            requests.add(request);
            return GetItemResponse.builder().build();
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            requests.add(request);
            return pages.isEmpty() ? QueryResponse.builder().build() : pages.remove();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
