/** A named GraphQL operation as text; `types` exists only for the compiler: it ties answers and variables to the name. */
type Operation<Kind, Data, Variables> = {
  readonly kind: Kind
  readonly name: string
  readonly text: string
  readonly types?: (variables: Variables) => Data
}

export type Query<Data, Variables> = Operation<'query', Data, Variables>
export type Mutation<Data, Variables> = Operation<'mutation', Data, Variables>
