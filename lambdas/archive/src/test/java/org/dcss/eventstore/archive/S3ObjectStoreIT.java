package org.dcss.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.contract.ObjectStoreContract;
import org.dcss.eventstore.core.view.ViewTableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

final class S3ObjectStoreIT extends ObjectStoreContract {

    @RegisterExtension
    static final MotoServer S3 = new MotoServer();

    @SuppressWarnings("NullAway.Init")
    private String bucket;

    @BeforeEach
    void makeBucket() {
        bucket = S3.bucket();
    }

    @Override
    protected ObjectStore store() {
        return new S3ObjectStore(S3.client(), bucket);
    }

    @Test
    void objectIsOfTheTypeThatItsNameTells() {
        assertThat(store().put("a/part-001.ndjson.gz", Optional.empty(), bytes("one")))
                .isTrue();
        assertThat(store().put("manifest/day=2026-11-26.json", Optional.empty(), bytes("two")))
                .isTrue();

        assertThat(head("a/part-001.ndjson.gz").contentType()).isEqualTo("application/gzip");
        // Else a client would unpack it on the way, and its name would be wrong.
        assertThat(head("a/part-001.ndjson.gz").contentEncoding()).isNull();
        assertThat(head("manifest/day=2026-11-26.json").contentType()).isEqualTo("application/json");
    }

    @Test
    void replacedObjectLeavesItsOldVersion() {
        assertThat(store().put("name", Optional.empty(), bytes("one"))).isTrue();
        String version = store().read("name").orElseThrow().version();
        assertThat(store().put("name", Optional.of(version), bytes("two"))).isTrue();

        assertThat(S3.client()
                        .listObjectVersions(request -> request.bucket(bucket))
                        .versions())
                .hasSize(2);
    }

    @Test
    void bucketThatDoesNotAnswerSaysSo() {
        ObjectStore absent = new S3ObjectStore(S3.client(), "absent-" + bucket);

        assertThatThrownBy(() -> absent.read("name"))
                .isInstanceOf(ViewTableException.class)
                .hasMessageContaining("absent-" + bucket)
                .hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> absent.put("name", Optional.empty(), bytes("one")))
                .isInstanceOf(ViewTableException.class)
                .hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> absent.put("name", Optional.of("\"version\""), bytes("one")))
                .isInstanceOf(ViewTableException.class)
                .hasMessageContaining("NoSuchBucket");
    }

    private HeadObjectResponse head(String name) {
        return S3.client().headObject(request -> request.bucket(bucket).key(name));
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
