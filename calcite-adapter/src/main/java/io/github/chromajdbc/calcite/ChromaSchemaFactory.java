package io.github.chromajdbc.calcite;

import io.github.chromajdbc.client.ChromaStore;
import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * The collections of a Chroma database as a schema of a Calcite model, to be joined with whatever
 * else Calcite reads:
 *
 * <pre>{@code
 * {"name": "chroma", "type": "custom",
 *  "factory": "io.github.chromajdbc.calcite.ChromaSchemaFactory",
 *  "operand": {"host": "localhost", "port": 8000, "metadataNames": "bare"}}
 * }</pre>
 *
 * <p>The operand has the names of the driver's connection properties, as far as they say where the
 * server is and how tables look, and {@code tenant}, {@code database}, {@code routes} (a path, JSON
 * text or the object itself) and {@code store}, the name of a class of one's own that implements
 * {@link ChromaStore} and has a public constructor without parameters: then no server is asked.
 *
 * <p>Conditions, columns, limits and counts are pushed to Chroma. Chroma's search clauses are the
 * driver's grammar, which Calcite's own driver does not have.
 */
public final class ChromaSchemaFactory implements SchemaFactory {

  /** As {@link org.apache.calcite.model.ModelHandler} makes it. */
  public ChromaSchemaFactory() {}

  /**
   * The schema. Nothing is asked before a table is.
   *
   * @throws io.github.chromajdbc.error.ChromaException 08001 for an operand that is wrong
   */
  @Override
  public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
    SchemaOperand settings = new SchemaOperand(operand);
    return new ChromaSchema(
        settings.store(),
        settings.tenant(),
        settings.database(),
        settings.engineOptions(),
        settings.routes());
  }
}
