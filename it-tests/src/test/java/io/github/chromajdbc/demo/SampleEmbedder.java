package io.github.chromajdbc.demo;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.EmbeddingFunctionConfig;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.embedding.TextEmbedder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Embeds as the driver embeds on a collection of the sample. */
final class SampleEmbedder implements AutoCloseable {
  private static final CollectionInfo COLLECTION =
      new CollectionInfo(
          new DatabaseName("default_tenant", "default_database"),
          "00000000-0000-0000-0000-000000000000",
          "erp_tables",
          Space.COSINE,
          ErpSample.DIMENSION,
          Map.of(),
          null,
          new EmbeddingFunctionConfig("default", Map.of()));

  private final TextEmbedder embedder = new TextEmbedder(EmbeddingSettings.DEFAULT);

  List<float[]> embed(List<String> texts) {
    return embedder.embed(
        COLLECTION,
        null,
        texts,
        EmbeddingPurpose.DOCUMENT,
        warning -> {
          throw new AssertionError(warning.message());
        },
        Cancellation.never());
  }

  @Override
  public void close() {
    embedder.close();
  }

  /** Writes the vector files anew, into the folder of the sample's resources. */
  public static void main(String[] folder) throws IOException {
    try (SampleEmbedder embedder = new SampleEmbedder()) {
      for (String collection : ErpSample.COLLECTIONS) {
        List<float[]> vectors =
            embedder.embed(
                ErpSample.records(collection).stream().map(SampleRecord::document).toList());
        ByteBuffer bytes =
            ByteBuffer.allocate(vectors.size() * ErpSample.DIMENSION * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] vector : vectors) {
          for (float component : vector) {
            bytes.putFloat(component);
          }
        }
        Files.write(Path.of(folder[0], collection + ".f32"), bytes.array());
      }
    }
  }
}
