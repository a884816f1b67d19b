<#-- What the jars are shaded without, and the modules of this project, by group:artifact. -->
<#assign absent = r"(io\.github\.chromajdbc|com\.google\.(code\.findbugs|errorprone|j2objc)|com\.yahoo\.datasketches|jakarta\.transaction|org\.apache\.httpcomponents\.(client5|core5)|commons-logging|org\.apiguardian|org\.checkerframework):.*|.*:(listenablefuture|aggdesigner-algorithm|commons-dbcp2|commons-pool2)"/>
Libraries in this jar
=====================

The jar with the classifier "all" has each of them, the jar without it all but
com.microsoft.onnxruntime and dev.langchain4j. Notices of their authors stand in
META-INF/NOTICE, texts of licenses in META-INF/LICENSE (Apache License 2.0) and
META-INF/LICENSES-OF-LIBRARIES.

<#list dependencyMap as entry>
<#assign artifact = entry.getKey()/>
<#if !"${artifact.groupId}:${artifact.artifactId}"?matches(absent)>
${artifact.groupId}:${artifact.artifactId}:${artifact.version}
    ${artifact.name}<#if artifact.url??>, ${artifact.url}</#if>
<#list entry.getValue() as license>
    ${license}
</#list>

</#if>
</#list>
