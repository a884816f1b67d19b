/** A keyword that is a name here. */
String NonReservedKeyWord() :
{}
{
    LOOKAHEAD({ ChromaParserTokenManager.isFreeWord(getToken(1).kind) })
    (
<#list freeWordGroups as group>
        LOOKAHEAD({ ChromaParserTokenManager.freeWordGroup(getToken(1).kind) == ${group?index?c} })
        FreeWords${group?index?c}()
<#sep>    |
</#sep>
</#list>
    )
    { return unquotedIdentifier(); }
}

<#list freeWordGroups as group>
void FreeWords${group?index?c}() :
{}
{
<#list group as word>
    LOOKAHEAD(1) <${word}>
<#sep>|
</#sep>
</#list>
}

</#list>
