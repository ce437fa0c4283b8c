import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

/** Subjects may not import one another upwards: the same stack as on the server. */
const only = (folder, forbidden) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': ['error', { patterns: forbidden.map((name) => ({ group: [`@/${name}/*`], message: `${folder} lies below ${name}` })) }],
  },
})

export default ts.config(
  { ignores: ['src/stream/schema.d.ts'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/attributes-order': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  only('kit', ['stream', 'meetings', 'agenda', 'voting', 'signaling', 'screens', 'shell']),
  only('stream', ['meetings', 'agenda', 'voting', 'signaling', 'screens', 'shell']),
  only('meetings', ['agenda', 'voting', 'signaling', 'screens', 'shell']),
  only('agenda', ['voting', 'signaling', 'screens', 'shell']),
  only('voting', ['signaling', 'screens', 'shell']),
  only('signaling', ['agenda', 'voting', 'screens', 'shell']),
)
