package io.github.chromajdbc;

import java.util.Collections;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ChromaDataSource} of what was bound to a name in JNDI. */
public final class ChromaDataSourceFactory implements ObjectFactory {

  /** For {@link javax.naming.spi.NamingManager}. */
  public ChromaDataSourceFactory() {}

  /** The data source; null when the reference is to something else. */
  @Override
  public @Nullable Object getObjectInstance(
      @Nullable Object object,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment) {
    if (!(object instanceof Reference reference)
        || !ChromaDataSource.class.getName().equals(reference.getClassName())) {
      return null;
    }
    ChromaDataSource source = new ChromaDataSource();
    for (RefAddr address : Collections.list(reference.getAll())) {
      String value = String.valueOf(address.getContent());
      if (address.getType().equals(ChromaDataSource.URL)) {
        source.setUrl(value);
      } else {
        source.set(address.getType(), value);
      }
    }
    return source;
  }
}
